#include "core/cli/io.h"

#include <sys/stat.h>

#include <fstream>
#include <istream>
#include <iterator>
#include <ostream>

namespace sayso::cli {

void Io::reply(const Result<Json>& result) {
  if (!result) refused_ = true;
  out_ << json::dump(result) << '\n' << std::flush;
}
void Io::refuse(const Error& error) { reply(Result<Json>(error)); }
void Io::answer(const Json& whole) {
  if (!whole.at("ok").get<bool>()) refused_ = true;
  out_ << json::dump(whole) << '\n' << std::flush;
}
void Io::say(std::string_view text) { err_ << text << '\n'; }
void Io::write(std::string_view text) { out_ << text << std::flush; }

void Io::eachLine(const std::function<Result<Json>(const Json& request)>& answer) {
  eachText([&](std::string_view line) {
    const auto request = json::parse(line, json::kMaxBytesLarge);
    reply(request ? answer(request.value()) : Result<Json>(request.error()));
  });
}

void Io::eachText(const std::function<void(std::string_view line)>& use) {
  for (std::string line; std::getline(in_, line);) {
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    if (line.back() == '\r') line.pop_back();
    use(line);
  }
}

void Io::eachString(const std::function<void(std::string_view string)>& use) {
  eachText([&](std::string_view line) {
    const auto json = line.front() == '"' ? json::parse(line) : Result<Json>(Json());
    if (json && json.value().is_string())
      use(json.value().get_ref<const std::string&>());
    else
      use(line);
  });
}

Result<std::string> readFile(const std::string& path) {
  struct stat info;
  std::ifstream file(path, std::ios::binary);
  if (!file || stat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode))
    return Error{ErrorCode::CannotRead, "cannot read the file", path};
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return Error{ErrorCode::CannotRead, "cannot read the file", path};
  return bytes;
}

Error inFile(const std::string& path, const Error& error) {
  const bool hasPlace = !error.at.empty() && error.at != path;
  return {error.code, error.message, path + (hasPlace ? " " + error.at : "")};
}

bool isFile(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

Result<std::size_t> writeFile(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Error{ErrorCode::CannotWrite, "cannot write the file", path};
  return bytes.size();
}

Result<std::size_t> makeFolder(const std::string& path) {
  struct stat info;
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string step = path.substr(0, slash);
    if (stat(step.c_str(), &info) != 0) mkdir(step.c_str(), 0777);
    if (slash == path.npos) break;
  }
  if (stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
    return Error{ErrorCode::CannotWrite, "cannot make the folder", path};
  return std::size_t{0};
}

std::string folderOf(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace sayso::cli
