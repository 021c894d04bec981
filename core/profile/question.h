#pragma once

#include <string_view>
#include <vector>

#include "core/base/function_ref.h"
#include "core/base/json.h"
#include "core/consent/config.h"

namespace sayso::profile {

/// What is wrong with the config's questions, each with its place: a kind that the source does not fit, a
/// source that is missing, a signal that is asked for twice or that nobody can state. `say-so validate` and
/// the module of the profile ask; the modules that every page downloads do not.
std::vector<Error> checkQuestions(const consent::Config& config);

/// The question about this signal; nullptr if the site asks none.
const consent::Question* questionOf(const consent::Config& config, std::string_view signal);

/// Notes what is wrong with a value as the answer to a question: a range within its ends; else different
/// texts that the shop offers, one where one is asked for, at most ten in an order, "yes" or "no".
void checkAnswer(const consent::Question& question, json::Reader& value,
                 FunctionRef<bool(std::string_view)> isOffered);

}  // namespace sayso::profile
