#include "core/cli/verb_audit_pack.h"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <vector>

#include "core/audit/document.h"
#include "core/base/number.h"
#include "core/base/sha256.h"
#include "core/cli/verb_audit_options.h"
#include "core/cli/verbs.h"
#include "core/consent/policy.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kMostAudits = 50;

/// What an audit may be, and the forms that it has.
struct Kind {
  std::string_view name;
  bool hasMarkdown, hasHtml, readsInput;
};
constexpr Kind kKinds[] = {
    {"lint", true, false, false},         {"theme", true, false, false},   {"bubble", true, false, true},
    {"exploration", false, false, false}, {"fairness", true, true, false}, {"exposure", true, true, true},
    {"price", true, true, false},         {"minimize", true, true, false}, {"model-card", true, true, false}};

struct Audit {
  std::string name;
  const Kind* kind = nullptr;
  Args args;
  std::string input;  // a file; empty: none
  std::string at;     // in the recipe
};

const Option* optionOf(std::string_view name) {
  const auto found = std::find_if(std::begin(kAuditOptions), std::end(kAuditOptions),
                                  [&](const Option& each) { return each.name == name; });
  return found == std::end(kAuditOptions) ? nullptr : found;
}

bool isName(std::string_view text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

void readOptions(json::Reader& options, Audit& audit) {
  options.members([&](std::string_view name, json::Reader& value) {
    const Option* const option = optionOf(name);
    if (!option || option->value.empty() || name == "format" || name == "recipe")
      return value.fail(ErrorCode::BadUsage, "not an option of an audit in a pack");
    audit.args.options.emplace(name, value.asText());
  });
}

Audit readAudit(json::Reader& reader) {
  Audit audit;
  audit.at = reader.at();
  audit.name = reader.text("name");
  if (!isName(audit.name)) reader.fail(ErrorCode::BadId, "expected small letters, digits and -", "name");
  const std::string kind = reader.text("kind");
  for (const Kind& each : kKinds)
    if (each.name == kind) audit.kind = &each;
  if (!audit.kind) reader.fail(ErrorCode::UnknownKind, "no such audit", "kind");
  audit.args.words.push_back(kind);
  for (std::string& file : reader.textsIf("files")) audit.args.words.push_back(std::move(file));
  reader.inIf("options", [&](json::Reader& options) { readOptions(options, audit); });
  audit.input = reader.textIf("input");
  if (audit.kind && audit.kind->readsInput == audit.input.empty())
    reader.fail(ErrorCode::BadValue,
                audit.input.empty() ? "this audit reads an input" : "this audit reads none", "input");
  if (kind == "lint" && !audit.args.has("now"))
    reader.fail(ErrorCode::MissingKey, "without its time a lint depends on the clock: set now", "options");
  reader.finish();
  return audit;
}

Result<std::vector<Audit>> readRecipe(std::string_view text, const std::string& program) {
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  std::vector<Audit> audits;
  std::set<std::string> names{"index", "pack"};
  json::Reader reader(parsed.value(), errors);
  reader.schema("say-so-audits/1");
  reader.each("audits", [&](json::Reader& element) {
    if (audits.size() == kMostAudits) return element.fail(ErrorCode::TooLarge, "more than 50 audits");
    audits.push_back(readAudit(element));
    audits.back().args.program = program;
    if (!names.insert(audits.back().name).second)
      element.fail(ErrorCode::DuplicateId, "this name is taken", "name");
  });
  reader.finish();
  if (errors.empty() && audits.empty()) return Error{ErrorCode::BadValue, "no audit", "/audits"};
  if (!errors.empty()) return errors.front();
  return audits;
}

/// One word of a command, as a shell takes it.
std::string shellWord(const std::string& text) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@%";
  if (!text.empty() && text.find_first_not_of(kPlain) == text.npos) return text;
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string commandOf(const Audit& audit) {
  std::string text = "say-so audit";
  for (const std::string& word : audit.args.words) text += " " + shellWord(word);
  for (const auto& [name, value] : audit.args.options) text += " --" + name + " " + shellWord(value);
  return audit.input.empty() ? text : text + " < " + shellWord(audit.input);
}

/// The files that an audit reads, each once and in order.
std::set<std::string> inputsOf(const std::vector<Audit>& audits, const std::string& recipe) {
  std::set<std::string> files{recipe};
  for (const Audit& audit : audits) {
    files.insert(audit.args.words.begin() + 1, audit.args.words.end());
    for (const auto& [name, value] : audit.args.options)
      if (optionOf(name)->value == "FILE") files.insert(value);
    if (!audit.input.empty()) files.insert(audit.input);
  }
  return files;
}

/// What an audit says in one form. Refused altogether, it has the error of the last line.
Result<std::string> outputOf(const Audit& audit, const std::string& input, const std::string& format) {
  Args args = audit.args;
  if (audit.kind->hasMarkdown) args.options["format"] = format;
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runAudit(args, io);
  if (code == kBadUsage) return Error{ErrorCode::BadUsage, err.str(), audit.at};
  std::string text = out.str();
  if (code == kFine || format != "json") return text;
  const std::size_t end = text.find_last_not_of('\n'), start = text.rfind('\n', end);
  const auto last =
      json::parse(std::string_view(text).substr(start == text.npos ? 0 : start + 1), json::kMaxBytesLarge);
  if (!last || !last.value().is_object() || last.value().value("ok", true)) return text;
  const Json& error = last.value()["error"];
  return Error{ErrorCode::BadValue,
               error.value("code", std::string()) + ": " + error.value("message", std::string()) + " at " +
                   error.value("at", std::string()),
               audit.at};
}

struct File {
  std::string name;
  std::string bytes;
};

Json toJson(const File& file) {
  return json::object({{"file", file.name}, {"bytes", file.bytes.size()}, {"hash", hashText(file.bytes)}});
}

/// All that goes into the folder.
class Pack {
 public:
  Pack(std::string recipe, std::vector<Audit> audits)
      : recipe_(std::move(recipe)), audits_(std::move(audits)) {}

  Result<std::vector<File>> make() {
    for (const std::string& path : inputsOf(audits_, recipe_)) {
      auto text = readFile(path);
      if (!text) return text.error();
      inputs_.push_back({path, std::move(text).value()});
    }
    for (const Audit& audit : audits_) {
      if (auto fault = run(audit, "json", ".json")) return *std::move(fault);
      if (!audit.kind->hasMarkdown) continue;
      if (auto fault = run(audit, "markdown", ".md")) return *std::move(fault);
      if (!audit.kind->hasHtml) continue;
      if (auto fault = run(audit, "html", ".html")) return *std::move(fault);
    }
    const audit::Document index = document();
    const std::string manifest = json::dumpPretty(manifestJson()) + "\n";
    outputs_.push_back({"index.md", toMarkdown(index)});
    outputs_.push_back({"index.html", toHtml(index)});
    outputs_.push_back({"pack.json", manifest});
    return std::move(outputs_);
  }

 private:
  std::string command() const { return "say-so audit pack DIR --recipe " + shellWord(recipe_); }

  std::optional<Error> run(const Audit& audit, const std::string& format, const char* ending) {
    const auto input = std::find_if(inputs_.begin(), inputs_.end(),
                                    [&](const File& each) { return each.name == audit.input; });
    auto text = outputOf(audit, input == inputs_.end() ? std::string() : input->bytes, format);
    if (!text) return text.error();
    outputs_.push_back({audit.name + ending, std::move(text).value()});
    return std::nullopt;
  }

  Json manifestJson() const {
    Json audits = Json::array(), inputs = Json::array(), outputs = Json::array();
    for (const Audit& audit : audits_)
      json::append(audits, json::object({{"name", audit.name}, {"command", commandOf(audit)}}));
    for (const File& file : inputs_) json::append(inputs, toJson(file));
    for (const File& file : outputs_) json::append(outputs, toJson(file));
    return json::object({{"schema", "say-so-audit-pack/1"},
                         {"program", "say-so " SAY_SO_VERSION},
                         {"policies", consent::policyDataVersion()},
                         {"command", command()},
                         {"audits", std::move(audits)},
                         {"inputs", std::move(inputs)},
                         {"outputs", std::move(outputs)}});
  }

  audit::Document document() const {
    audit::Document document{"Audit pack", {}};
    document.say(
        "Made by say-so " SAY_SO_VERSION " (policies " + std::string(consent::policyDataVersion()) +
        "). The same inputs give the same bytes: this command makes all of it again, in any folder DIR.");
    document.blocks.emplace_back(audit::Paragraph{command(), true});
    audit::Table audits{"Audits", {"name", "reports", "command"}, {}};
    for (const Audit& audit : audits_)
      audits.rows.push_back({audit.name,
                             audit.name + ".json" + (audit.kind->hasMarkdown ? ", .md" : "") +
                                 (audit.kind->hasHtml ? ", .html" : ""),
                             commandOf(audit)});
    document.blocks.emplace_back(std::move(audits));
    const auto tell = [&](std::string caption, const std::vector<File>& files) {
      audit::Table table{std::move(caption), {"file", "bytes", "SHA-256"}, {}};
      for (const File& file : files)
        table.rows.push_back({file.name, formatInteger(file.bytes.size()), hashText(file.bytes).substr(7)});
      document.blocks.emplace_back(std::move(table));
    };
    tell("What went in", inputs_);
    tell("What came out", outputs_);
    return document;
  }

  std::string recipe_;
  std::vector<Audit> audits_;
  std::vector<File> inputs_, outputs_;
};

Result<Json> packOf(const Args& args) {
  const std::string recipe = args.get("recipe");
  const auto text = readFile(recipe);
  if (!text) return text.error();
  auto audits = readRecipe(text.value(), args.program);
  if (!audits) return inFile(recipe, audits.error());
  const auto files = Pack(recipe, std::move(audits).value()).make();
  if (!files) return files.error();
  const std::string& folder = args.words[1];
  if (const auto made = makeFolder(folder); !made) return made.error();
  for (const File& file : files.value())
    if (const auto written = writeFile(folder + "/" + file.name, file.bytes); !written)
      return written.error();
  return json::object(
      {{"written", folder}, {"files", files.value().size()}, {"hash", hashText(files.value().back().bytes)}});
}

}  // namespace

int runPack(const Args& args, Io& io) {
  if (args.words.size() != 2 || !args.has("recipe")) {
    io.say("say-so audit pack: expected DIR --recipe FILE");
    return kBadUsage;
  }
  io.reply(packOf(args));
  return io.exitCode();
}

}  // namespace sayso::cli
