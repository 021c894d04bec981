#pragma once

#include <optional>
#include <string>

#include "core/base/function_ref.h"
#include "core/base/result.h"
#include "core/consent/config.h"
#include "core/recommend/model.h"

namespace sayso::recommend {

/// Calls `use(signal, place)` for each signal that `part` reads; the place is a pointer into the model file.
void eachSignal(const Part& part, FunctionRef<void(const std::string&, const std::string&)> use);

bool reads(const Model& model, std::string_view signal);

/// The first reason why a model does not fit the config.
std::optional<Error> misfit(const Model& model, const consent::Config& config);

}  // namespace sayso::recommend
