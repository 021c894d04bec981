#pragma once

#include <optional>

#include "core/cli/verb_train_baskets.h"
#include "core/cli/verbs.h"

/// What the kinds of `say-so train` have in common.
namespace sayso::cli {

/// The number that an option gives; `fallback` without it.
Result<double> numberOf(const Args& args, std::string_view option, double fallback);
/// A whole number from 0 to 100,000.
Result<std::int64_t> wholeOf(const Args& args, std::string_view option, std::int64_t fallback);

/// The products that --items names, if it is given; and with them the baskets of --baskets.
Result<Purchases> itemsOf(const Args& args);
Result<Purchases> purchasesOf(const Args& args);

/// Writes the model's file and tells of it, with what `about` says. Never writes what no page would read.
std::optional<Error> writeModel(const Args& args, const Json& model, const Json& about, Io& io);

std::optional<Error> trainKmeans(const Args& args, Io& io);
std::optional<Error> trainLogistic(const Args& args, Io& io);

}  // namespace sayso::cli
