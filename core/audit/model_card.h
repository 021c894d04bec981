#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/card_facts.h"
#include "core/audit/document.h"
#include "core/audit/signal_effect.h"
#include "core/audit/subject.h"
#include "core/recommend/shop.h"

/// A model card (Mitchell et al. 2019, Model Cards for Model Reporting), a datasheet of what it was trained
/// on (Gebru et al. 2021) and a statement for who is shown its lists: the main parameters, why they matter,
/// how to change them and the list without one's data (as Regulation (EU) 2022/2065, article 27, asks of
/// online platforms). All that the files say is read from them; the rest is stated by the brand, or named as
/// missing.
namespace sayso::audit {

/// A report that was made elsewhere, named with its hash so that a changed one is noticed.
struct CardReport {
  std::string file;
  std::string hash;
  std::string schema;
};

struct ModelCard {
  std::shared_ptr<const recommend::Shop> shop;
  std::string configHash, catalogHash, modelHash;
  Spoken spoken;  // the site's words for its purposes and signals
  CardFacts facts;
  std::vector<SignalEffect> effects;  // one each signal; empty: not measured
  std::size_t lists = 0;              // on which they were measured
  std::vector<CardReport> reports;

  /// How the site calls a signal or a purpose; its id where it has no word for it.
  std::string titleOf(const consent::Signal& signal) const;
  std::string titleOf(const consent::Purpose& purpose) const;
  const SignalEffect* effectOf(const std::string& signal) const;
  /// The signals that a list may depend on, the one with the largest share first, then in the config's order.
  std::vector<const consent::Signal*> signals() const;
};

/// What one signal weighs in a part of the model, as its file has it.
struct SignalWeightInPart {
  std::string part;
  std::optional<double> weight;  // none: the part has no one weight for it
};
std::vector<SignalWeightInPart> weightsOf(const recommend::Model& model, const std::string& signal);

/// "popularity", "stated-match", "context", "item-item", "kmeans", "rows" or "rules".
std::string_view kindOf(const recommend::Part& part);

/// A reason for a signal that the config does not have is refused, with its place in the facts.
std::optional<Error> misfit(const ModelCard& card);

/// What a card should say and this one does not: keys of the facts, "requests" and "reports".
std::vector<std::string> notStated(const ModelCard& card);

/// `say-so-model-card/1`.
Json toJson(const ModelCard& card);

Document cardDocument(const ModelCard& card);
Document datasheetDocument(const ModelCard& card);
Document statementDocument(const ModelCard& card);

}  // namespace sayso::audit
