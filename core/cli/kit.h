#pragma once

#include <string>

#include "core/audit/subject.h"
#include "core/base/result.h"
#include "core/cli/args.h"
#include "core/consent/config.h"

namespace sayso::cli {

/// The folder of the loader, the modules and the words: `--kit`, else beside the program. `bad-kit` if none.
Result<std::string> findKit(const Args& args);

/// The words of one language: the kit's, overridden by the site's. What they say of themselves ("meta.…") is
/// no word: `meta.unreviewed` says why no speaker of the language stands behind them.
Result<audit::Spoken> wordsOf(const std::string& kit, const consent::Config& config,
                              const std::string& language);

}  // namespace sayso::cli
