#pragma once

#include <optional>
#include <string>

#include "core/audit/document.h"
#include "core/audit/what_if.h"
#include "core/cli/args.h"
#include "core/cli/io.h"

/// What the audits that make a report have in common.
namespace sayso::cli {

/// Whether --format is one that reports have: json (default), markdown or html.
bool knowsFormat(const Args& args);

/// Writes a report in the form that was asked for.
void writeReport(const Args& args, const Json& json, const audit::Document& document, Io& io);

/// The error with the file's name before its place.
Error inFile(const std::string& path, const Error& error);

/// The number that an option gives, from `least` to `most`.
Result<double> numberWithin(const Args& args, std::string_view option, double fallback, double least,
                            double most);
Result<std::size_t> countWithin(const Args& args, std::string_view option, std::size_t fallback,
                                std::size_t least, std::size_t most);

/// --repeats, --seed and --confidence.
Result<audit::Resampling> resamplingOf(const Args& args);

}  // namespace sayso::cli
