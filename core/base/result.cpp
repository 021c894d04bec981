#include "core/base/result.h"

namespace sayso {

std::string_view toText(ErrorCode code) {
  switch (code) {
    using enum ErrorCode;
    case BadJson:
      return "bad-json";
    case BadUtf8:
      return "bad-utf8";
    case DuplicateKey:
      return "duplicate-key";
    case TooDeep:
      return "too-deep";
    case TooLarge:
      return "too-large";
    case BadNumber:
      return "bad-number";
    case BadTime:
      return "bad-time";
    case BadDuration:
      return "bad-duration";
    case BadBase64:
      return "bad-base64";
    case BadCharacter:
      return "bad-character";
    case Truncated:
      return "truncated";
    case TrailingBits:
      return "trailing-bits";
    case BadSegments:
      return "bad-segments";
    case BadRange:
      return "bad-range";
    case MissingKey:
      return "missing-key";
    case UnknownKey:
      return "unknown-key";
    case WrongType:
      return "wrong-type";
    case BadValue:
      return "bad-value";
    case OutOfRange:
      return "out-of-range";
    case UnknownSchema:
      return "unknown-schema";
    case BadId:
      return "bad-id";
    case DuplicateId:
      return "duplicate-id";
    case UnknownPurpose:
      return "unknown-purpose";
    case UnknownService:
      return "unknown-service";
    case UnknownSignal:
      return "unknown-signal";
    case UnknownItem:
      return "unknown-item";
    case UnknownFeature:
      return "unknown-feature";
    case UnknownKind:
      return "unknown-kind";
    case UnknownPolicy:
      return "unknown-policy";
    case PolicyLoosened:
      return "policy-loosened";
    case RequiredPurpose:
      return "required-purpose";
    case NotNecessary:
      return "not-necessary";
    case NeedsSecondStep:
      return "needs-second-step";
    case NotLoaded:
      return "not-loaded";
    case BadState:
      return "bad-state";
    case UnknownVersion:
      return "unknown-version";
    case PlanDiffers:
      return "plan-differs";
    case PlanExpired:
      return "plan-expired";
    case ReplayDiffers:
      return "replay-differs";
    case BrokenChain:
      return "broken-chain";
    case BadModel:
      return "bad-model";
    case BadCatalog:
      return "bad-catalog";
    case BadRationale:
      return "bad-rationale";
    case NotGranted:
      return "not-granted";
    case BadUsage:
      return "bad-usage";
    case CannotRead:
      return "cannot-read";
    case CannotWrite:
      return "cannot-write";
    case BadKit:
      return "bad-kit";
  }
  return "unknown";
}

}  // namespace sayso
