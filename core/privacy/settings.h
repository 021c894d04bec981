#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/function_ref.h"
#include "core/base/json.h"
#include "core/privacy/mechanism.h"
#include "core/privacy/period.h"

/// The part `page.privacy` of a site's config: what it asks under local differential privacy. No decision
/// reads it.
namespace sayso::privacy {

/// How much may become known under one purpose in one period, in all.
struct Allowance {
  std::string purpose;
  double epsilon = 1;
  PeriodUnit period = PeriodUnit::Month;
  bool operator==(const Allowance&) const = default;
};

/// One question: the consumer gives one of `answers`. With `groups` an answer says of whom it is, too, as
/// "group/answer": what is known of the group is then as uncertain as the answer.
struct Question {
  std::string id;
  std::string purpose;
  std::vector<std::string> groups;
  std::vector<std::string> answers;  // ids, in order; with groups those of the first, then of the second …
  double epsilon = 1;
  bool operator==(const Question&) const = default;
};

/// One model whose weights the devices of consumers improve: a step on the data that stay there is clipped to
/// the length `clip`, and noise that hides it for `epsilon` and `delta` is added before it leaves.
struct Learning {
  std::string id;
  std::string purpose;
  std::vector<std::string> features;  // names of the columns, without the intercept
  double epsilon = 1, delta = 1e-6;
  double clip = 1;
  int epochs = 1;
  double learningRate = 0.5, l2 = 0.01;
  std::string weights;  // where the weights in use are; empty: all zero
  bool operator==(const Learning&) const = default;
};

struct Settings {
  std::string endpoint;  // where what is sent goes; empty: nowhere, and the widget asks nothing
  std::vector<Allowance> budgets;
  std::vector<Question> questions;
  std::vector<Learning> learning;
  bool operator==(const Settings&) const = default;

  const Allowance* budget(std::string_view purpose) const;
  const Question* question(std::string_view id) const;
  const Learning* model(std::string_view id) const;
};

/// Reads it, noting each fault with its place; `isPurpose` says whether an id is that of an optional purpose.
/// Each question's epsilon must fit its purpose's budget, and one question of a period must not be two.
Settings readSettings(json::Reader& reader, FunctionRef<bool(std::string_view)> isPurpose);

}  // namespace sayso::privacy
