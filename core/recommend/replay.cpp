#include "core/recommend/replay.h"

#include <algorithm>

#include "core/recommend/fit.h"
#include "core/recommend/ranking.h"

namespace sayso::recommend {
namespace {

constexpr const char* kSchema = "say-so-replay/1";

/// The elements of the list `key` in `holder` that `isUsed` takes; a holder without the list stays as it is.
Json withUsed(Json holder, const char* key, FunctionRef<bool(const Json&)> isUsed) {
  if (!holder.is_object() || !holder.contains(key)) return holder;
  Json kept = Json::array();
  for (const Json& each : holder[key])
    if (isUsed(each)) json::append(kept, each);
  json::set(holder, key, std::move(kept));
  return holder;
}

/// What the model was let read, and reads.
class DataRead {
 public:
  DataRead(const Shop& shop, const Request& request)
      : shop_(shop),
        request_(request),
        consented_(gate(*shop.config, shop.meaning, request.state, request.environment, request.profile,
                        request.signals, request.context)) {}

  bool entry(const Json& json) const {
    const auto text = [&](const char* key) -> const std::string& {
      return json[key].get_ref<const std::string&>();
    };
    const auto& all = consented_.entries();
    const Entry wanted{text("signal"), text("of"), parseTime(text("at")).value()};
    return isRead(wanted.signal) && std::find(all.begin(), all.end(), wanted) != all.end();
  }
  bool attribute(std::string_view signal) const {
    const auto& all = consented_.attributes();
    return isRead(signal) &&
           std::any_of(all.begin(), all.end(), [&](const Attribute& each) { return each.signal == signal; });
  }

 private:
  /// What the brand's own server reads is not known; it has the data already.
  bool isRead(std::string_view signal) const {
    return request_.personalized && !request_.served && shop_.reads(signal);
  }

  const Shop& shop_;
  const Request& request_;
  ConsentedSignals consented_;
};

Json usedOnly(const Json& request, const DataRead& used) {
  Json kept = Json::object();
  for (const auto& [key, value] : request.items()) {
    if (key == "profile") {
      json::set(kept, key, withUsed(value, "attributes", [&](const Json& each) {
                  return used.attribute(each["signal"].get_ref<const std::string&>());
                }));
    } else if (key == "signals") {
      json::set(kept, key, withUsed(value, "entries", [&](const Json& each) { return used.entry(each); }));
    } else if (key == "context") {
      Json context = Json::object();
      for (const auto& [signal, each] : value.items())
        if (used.attribute(signal)) json::set(context, signal, each);
      json::set(kept, key, std::move(context));
    } else {
      json::set(kept, key, value);
    }
  }
  return kept;
}

Result<Json> rationaleOf(const Shop& shop, const Request& request, std::string_view item) {
  const Ranking ranking(shop, request);
  const Result<Slate> slate = request.served ? ranking.served() : Result<Slate>(ranking.slate());
  if (!slate) return slate.error();
  for (const explain::Rationale& each : slate.value().items)
    if (each.item == item) return explain::toJson(each);
  return Error{ErrorCode::UnknownItem, "the list does not have this item", ""};
}

Json orNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

std::optional<Error> compare(json::Reader& reader, std::string_view key, const std::string& here) {
  const Json* there = reader.rawIf(key);
  if (!there || there->is_null() || here.empty() || *there == here) return std::nullopt;
  return Error{ErrorCode::ReplayDiffers, "made with another file", "/files/" + std::string(key)};
}

}  // namespace

Result<Json> makeReplay(const Shop& shop, const Json& request, const Request& read, std::string_view item,
                        const Files& files) {
  const Json kept = usedOnly(request, DataRead(shop, read));
  const auto again = readRequest(kept);
  if (!again) return again.error();
  auto rationale = rationaleOf(shop, again.value(), item);
  if (!rationale) return rationale;
  return json::object({{"schema", kSchema},
                       {"files", json::object({{"config", orNull(files.config)},
                                               {"catalog", orNull(files.catalog)},
                                               {"model", orNull(files.model)}})},
                       {"request", kept},
                       {"rationale", std::move(rationale).value()}});
}

Result<Json> replay(const Shop& shop, const Json& file, const Files& files) {
  std::vector<Error> errors;
  json::Reader reader(file, errors);
  if (!reader.schema(kSchema)) return errors.front();
  std::optional<Error> other;
  reader.in("files", [&](json::Reader& known) {
    for (const auto& [key, here] :
         {std::pair{"config", &files.config}, {"catalog", &files.catalog}, {"model", &files.model}}) {
      auto fault = compare(known, key, *here);
      if (!other) other = std::move(fault);
    }
    known.finish();
  });
  const Json* request = reader.rawIf("request");
  const Json* rationale = reader.rawIf("rationale");
  reader.finish();
  if (errors.empty() && (!request || !rationale))
    reader.fail(ErrorCode::MissingKey, "required", request ? "rationale" : "request");
  if (!errors.empty()) return errors.front();
  if (other) return *std::move(other);
  const auto read = readRequest(*request);
  if (!read) return Error{read.error().code, read.error().message, "/request" + read.error().at};
  const auto item = rationale->is_object() ? rationale->find("item") : rationale->end();
  if (item == rationale->end() || !item->is_string())
    return Error{ErrorCode::MissingKey, "required", "/rationale/item"};
  auto again = rationaleOf(shop, read.value(), item->get_ref<const std::string&>());
  if (!again && again.error().code != ErrorCode::UnknownItem) return again;
  if (!again || json::dump(again.value()) != json::dump(*rationale))
    return Error{ErrorCode::ReplayDiffers, "the rationale is another one today", "/rationale"};
  return json::object({{"rationale", std::move(again).value()}});
}

}  // namespace sayso::recommend
