#include "core/cli/kit.h"

#include <stdlib.h>

#include "core/cli/io.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kAboutWords = "meta.";
constexpr std::string_view kUnreviewed = "meta.unreviewed";

std::string realFolderOf(const std::string& program) {
  std::string folder = folderOf(program);
  if (char* resolved = realpath(program.c_str(), nullptr)) {
    folder = folderOf(resolved);
    free(resolved);
  }
  return folder;
}

void addWord(audit::Spoken& spoken, const std::string& key, const Json& word) {
  if (key == kUnreviewed && word.is_string()) spoken.unreviewed = word.get_ref<const std::string&>();
  if (!key.starts_with(kAboutWords)) spoken.words[key] = word;
}

}  // namespace

Result<std::string> findKit(const Args& args) {
  if (args.has("kit")) {
    if (isFile(args.get("kit") + "/loader.js")) return args.get("kit");
    return Error{ErrorCode::BadKit, "no loader.js in the kit", args.get("kit")};
  }
  const std::string beside = realFolderOf(args.program);
  for (const std::string& folder : {beside, beside + "/../../dist"})
    if (isFile(folder + "/loader.js")) return folder;
  return Error{ErrorCode::BadKit, "no kit beside the program: name it with --kit", beside};
}

Result<audit::Spoken> wordsOf(const std::string& kit, const consent::Config& config,
                              const std::string& language) {
  const std::string path = kit + "/strings/" + language + ".json";
  auto text = readFile(path);
  if (!text) return text.error();
  auto strings = json::parse(text.value());
  if (!strings || !strings.value().is_object())
    return Error{ErrorCode::BadKit, "no strings in the file", path};
  audit::Spoken spoken;
  for (const auto& [key, word] : strings.value().items()) addWord(spoken, key, word);
  if (const auto own = config.text.find(language); own != config.text.end())
    for (const auto& [key, word] : own->items()) addWord(spoken, key, word);
  return spoken;
}

}  // namespace sayso::cli
