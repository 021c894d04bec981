#include "core/consent/meaning.h"

#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/base/sort.h"

namespace sayso::consent {
namespace {

Json text(const std::optional<Duration>& duration) {
  return duration ? Json(formatDuration(*duration)) : Json(nullptr);
}

Json sorted(const std::vector<std::string>& list) {
  Json array = Json::array();
  for (std::size_t i : sortedOrder(list.size(), [&](auto a, auto b) { return list[a] < list[b]; }))
    json::append(array, list[i]);
  return array;
}

/// The rows made from `list`, in the order of their ids: each row begins with its id.
template <class List, class Row>
Json rows(const List& list, Row row) {
  Json array = Json::array();
  for (std::size_t i : sortedOrder(list.size(), [&](auto a, auto b) { return list[a].id < list[b].id; }))
    json::append(array, row(list[i]));
  return array;
}

Json array(std::initializer_list<json::Value> elements) {
  Json list = Json::array();
  for (const json::Value& element : elements) json::append(list, element);
  return list;
}

Json purposeRow(const Purpose& purpose) {
  const std::string_view kind = purpose.required     ? "required"
                                : purpose.feedsModel ? "model"
                                                     : toText(purpose.purposeClass);
  return array({purpose.id, kind, text(purpose.retention), purpose.allowPolicyDefault});
}

Json serviceRow(const Service& service) {
  Json provider = nullptr;
  if (service.provider) provider = array({service.provider->name, service.provider->country});
  std::vector<std::string> cookies;
  for (const Cookie& cookie : service.cookies)
    cookies.push_back(json::dump(array({cookie.name, text(cookie.lifetime)})));
  return array({service.id, service.name, sorted(service.purposes), provider, sorted(cookies),
                sorted(service.storage), sorted(service.domains)});
}

Json signalRow(const Signal& signal) {
  return array({signal.id, signal.purpose, toText(signal.provenance), text(signal.retention)});
}

}  // namespace

std::string meaningHash(const Config& config) {
  const Controller& controller = config.site.controller;
  const Json canonical = array({"say-so-meaning/1", array({controller.name, controller.contact}),
                                rows(config.purposes, purposeRow), rows(config.services, serviceRow),
                                rows(config.signals, signalRow)});
  return hashText(json::dump(canonical));
}

std::string textHash(const Words& words) {
  Json canonical = Json::array();
  for (const auto& [key, word] : words) json::append(canonical, array({key, word}));
  return hashText(json::dump(canonical));
}

}  // namespace sayso::consent
