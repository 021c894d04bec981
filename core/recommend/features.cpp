#include "core/recommend/features.h"

#include <algorithm>

namespace sayso::recommend {
namespace {

using Kind = Feature::Kind;

void readItemFeature(json::Reader& reader, Feature& feature) {
  const std::string of = reader.text("item");
  if (of == "price") {
    feature.kind = Kind::ItemPrice;
  } else if (of == "popularity") {
    feature.kind = Kind::ItemPopularity;
  } else {
    feature.kind = Kind::ItemIs;
    feature.field = readField(reader, "item", feature.tagKind);
    feature.is = reader.text("is");
  }
}

void readSignalFeature(json::Reader& reader, Feature& feature) {
  feature.signal = reader.text("signal");
  feature.is = reader.textIf("is");
  if (reader.has("match")) {
    feature.kind = Kind::Match;
    feature.field = readField(reader, "match", feature.tagKind);
    if (!feature.is.empty()) reader.fail(ErrorCode::BadValue, "match and is exclude each other", "is");
  } else if (!reader.has("count")) {
    feature.kind = Kind::Is;
    reader.text("is");
  } else if (reader.textIf("count") == "all") {
    feature.kind = Kind::Count;
  } else {
    feature.kind = feature.is.empty() ? Kind::CountSame : Kind::CountIs;
    feature.field = readField(reader, "count", feature.tagKind);
    if (feature.field == StatedMatch::Field::Price)
      reader.fail(ErrorCode::BadValue, "expected all, category or tag:kind", "count");
  }
}

Feature readFeature(std::string_view name, json::Reader& reader) {
  Feature feature;
  feature.name = name;
  feature.at = reader.at();
  if (reader.has("item"))
    readItemFeature(reader, feature);
  else
    readSignalFeature(reader, feature);
  reader.finish();
  return feature;
}

}  // namespace

Sources readSources(json::Reader& reader, std::string_view key, const std::vector<std::string>& names) {
  Sources sources;
  std::vector<Feature>& features = sources.features;
  features.resize(names.size());
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) != name)
      reader.fail(ErrorCode::DuplicateId, "the model has two features " + *name, key);
  reader.in(key, [&](json::Reader& sidecar) {
    sidecar.members([&](std::string_view name, json::Reader& source) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end())
        return source.fail(ErrorCode::UnknownFeature, "the model has no feature of this name");
      features[static_cast<std::size_t>(found - names.begin())] = readFeature(name, source);
    });
    for (std::size_t at = 0; at < names.size(); ++at)
      if (features[at].name.empty() && sidecar.isObject())
        sidecar.fail(ErrorCode::UnknownFeature, "nothing says where " + names[at] + " comes from");
  });
  for (const Feature& feature : features)
    if (!feature.signal.empty() &&
        std::find(sources.signals.begin(), sources.signals.end(), feature.signal) == sources.signals.end())
      sources.signals.push_back(feature.signal);
  return sources;
}

}  // namespace sayso::recommend
