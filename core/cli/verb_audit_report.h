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

/// Writes the report, or why there is none; gives the exit code.
template <class Report>
int answer(const Args& args, const Result<Report>& report, Io& io) {
  if (report)
    writeReport(args, toJson(report.value()), toDocument(report.value()), io);
  else
    io.refuse(report.error());
  return io.exitCode();
}

/// The number that an option gives, from `least` to `most`.
Result<double> numberWithin(const Args& args, std::string_view option, double fallback, double least,
                            double most);
Result<std::size_t> countWithin(const Args& args, std::string_view option, std::size_t fallback,
                                std::size_t least, std::size_t most);

/// --repeats, --seed and --confidence.
Result<audit::Resampling> resamplingOf(const Args& args);

}  // namespace sayso::cli
