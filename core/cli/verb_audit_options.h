#pragma once

#include <string_view>

#include "core/cli/args.h"

/// What `say-so audit` takes: one table for all its kinds, which `pack` reads, too.
namespace sayso::cli {

inline constexpr std::string_view kAuditHelp =
    "what a site, its lists and its decisions do to people: fairness, exposure, price, lint, …\n\n"
    "KIND is one of\n"
    "  lint CONFIG           what may mislead in a site's config and words\n"
    "  theme FILE…           whether a style sheet makes choosing harder to see, to read or to do\n"
    "  bubble                whether lists repeat themselves: one list a line, an answer of `say-so rank` "
    "or\n"
    "                        {\"list\": [id, …], \"relevant\"?: [id, …] or {id: grade, …}, \"baseline\"?: "
    "[id, …]}\n"
    "  exploration LOG.csv   what learning by Thompson sampling misses on recorded outcomes\n"
    "  fairness ROWS.csv     what decisions do to groups of people: a row a person\n"
    "  exposure              whose items lists show, and how far up: lists as bubble reads them\n"
    "  price OFFERS.csv      whether a price depends on who sees it: a row a price that was shown\n"
    "  minimize ROWS.csv     what a model reads of people without need\n"
    "  model-card            what the model reads, weighs and does, for auditors and for those who read its "
    "lists\n"
    "  review                what each level of consent brings past shoppers: a setting a line,\n"
    "                        {\"id\", \"purposes\": [id, …], \"controls\"?, \"newest\"?, \"against\"?}\n"
    "  trial                 how many visitors a trial needs, {\"base\", \"lift\", \"visitorsPerDay\"?}, or "
    "what "
    "its\n"
    "                        counts say, {\"control\": {\"visitors\", \"bought\"}, \"treated\": {…}}: one a "
    "line\n"
    "  pack DIR              audits that a recipe lists, with hashes and the command that makes them "
    "again\n\n"
    "lint and theme end with exit code 1 if there is an error. A TITLE names a column of a CSV.";

inline constexpr Option kAuditOptions[] = {
    {"format", "FORM",
     "json (default), markdown, html (not lint, theme, bubble, exploration), fragment (model-card)"},
    {"kit", "DIR", "lint, model-card: folder of loader.js and the words (default: beside the program)"},
    {"now", "TIME", "lint: time of the audit, e.g. 2026-11-22T01:17:56Z (default: the clock)"},
    {"rules", "", "lint: lists the rules instead"},
    {"catalog", "FILE", "bubble, model-card, review: what could be shown"},
    {"counts", "FILE", "bubble: how often each item is bought, {\"total\": …, \"items\": {id: count, …}}"},
    {"shown", "TITLE", "exploration: column of what was shown (default shown)"},
    {"chosen", "TITLE", "exploration: column of 1 or 0 (default chosen)"},
    {"rounds", "COUNT", "exploration: of a play (default: as many as there are outcomes, at most 20000)"},
    {"group", "TITLES",
     "fairness, exposure, price: attributes, e.g. marital,age:30:60 (numbers in bands), by commas"},
    {"items", "FILE", "exposure: CSV of what could be shown, a row an item"},
    {"id", "TITLE", "exposure: column of the item's id (default id)"},
    {"utility", "TITLE", "exposure: column of what an item is worth, 0 or more"},
    {"item", "TITLE", "price: column of the item (default item)"},
    {"price", "TITLE", "price: column of its price (default price)"},
    {"list", "TITLE", "price: column of the list it stood in (default: each row by itself)"},
    {"when", "TITLE", "price: column of the time; compares an item only with itself then"},
    {"keep", "WHAT", "minimize: what shall not change: score, decision (default) or rank"},
    {"tolerance", "NUMBER", "minimize: of a score, of all decisions (a share), or places (default 0)"},
    {"label", "TITLE", "fairness: column of 1 (would have been right to select) or 0"},
    {"decision", "TITLE", "fairness: column of 1 (selected) or 0"},
    {"score", "TITLE", "fairness: column of scores"},
    {"model", "FILE",
     "fairness, minimize: a model of rows whose features are columns; model-card, review: what scores"},
    {"features", "TITLES", "fairness: without a model, columns that may tell the group, by commas"},
    {"threshold", "NUMBER", "fairness, minimize: selects scores of so much or more (default 0.5)"},
    {"select", "SHARE", "in place of a threshold: selects this share of all, the highest scores"},
    {"train", "FILE", "fairness: such rows to train on, for what-ifs"},
    {"penalty", "NUMBER", "fairness: of what-ifs that train (default 1)"},
    {"least", "COUNT",
     "leaves out of comparisons what has fewer rows (default 30; exploration: fewer showings, default 1)"},
    {"config", "FILE", "model-card, review: the site's config"},
    {"shoppers", "FILE", "review: who bought what before and after, say-so-shoppers/1"},
    {"facts", "FILE", "model-card: what the brand states, say-so-card-facts/1"},
    {"requests", "FILE", "model-card: a sample of visitors, a request of rank a line"},
    {"part", "PART", "model-card: card (default), datasheet or statement; not in json, which is whole"},
    {"language", "L", "model-card: of the site's words for purposes and signals (default en)"},
    {"recipe", "FILE", "pack: the audits to make, say-so-audits/1"},
    {"confidence", "SHARE", "of intervals (default 0.95)"},
    {"bins", "COUNT", "fairness: of calibration (default 10)"},
    {"repeats", "COUNT", "resamples (default 1000; exploration: plays, default 20)"},
    {"seed", "NUMBER", "of what is drawn (default 1)"},
};

}  // namespace sayso::cli
