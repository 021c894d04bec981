#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace sayso {

/// Every way in which Say-So refuses an input. The text form (`toText`) is the public name: it is what
/// pages, the command line and docs/errors.md use, so a code may be added but never renamed.
enum class ErrorCode : unsigned char {
  // Text that is not what it should be.
  BadJson,
  BadUtf8,
  DuplicateKey,
  TooDeep,
  TooLarge,
  BadNumber,
  BadTime,
  BadDuration,
  BadBase64,
  // TC and GPP strings: bits in base64url text.
  BadCharacter,
  Truncated,
  TrailingBits,
  BadSegments,
  BadRange,
  // JSON that is not the shape it should be.
  MissingKey,
  UnknownKey,
  WrongType,
  BadValue,
  OutOfRange,
  UnknownSchema,
  // A shape that names what is not there, or names it twice.
  BadId,
  DuplicateId,
  UnknownPurpose,
  UnknownService,
  UnknownSignal,
  UnknownItem,
  UnknownFeature,
  UnknownKind,
  UnknownPolicy,
  PolicyLoosened,
  RequiredPurpose,
  NotNecessary,
  NeedsSecondStep,
  // Consent: states, plans, ledgers.
  NotLoaded,
  BadState,
  UnknownVersion,
  PlanDiffers,
  PlanExpired,
  ReplayDiffers,
  BrokenChain,
  // Models and catalogs.
  BadModel,
  BadCatalog,
  BadRationale,
  NotGranted,
  // The command line and its files.
  BadUsage,
  CannotRead,
  CannotWrite,
  BadKit,
  // Answers under local differential privacy.
  BudgetSpent,
  AlreadyAnswered,
};

/// The public kebab-case name of `code`, e.g. "unknown-purpose".
std::string_view toText(ErrorCode code);

/// What went wrong, and where in the input.
struct Error {
  ErrorCode code;
  std::string message;
  std::string at;  // JSON Pointer, or "byte N" / bit offset in a text
  bool operator==(const Error&) const = default;
};

/// Either a value or the reason there is none. Test it before `value()` or `error()`.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T& value() & { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace sayso
