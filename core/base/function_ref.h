#pragma once

#include <type_traits>
#include <utility>

namespace sayso {

/// A callable seen for the length of one call: it owns nothing and allocates nothing. What takes one is
/// compiled once, where a template would be compiled again for each lambda.
template <class>
class FunctionRef;
template <class Return, class... Args>
class FunctionRef<Return(Args...)> {
 public:
  template <class Callable>
  requires(!std::is_same_v<std::remove_cvref_t<Callable>, FunctionRef>) FunctionRef(Callable&& callable)
      : callable_(const_cast<void*>(static_cast<const void*>(&callable))),
        call_([](void* of, Args... args) -> Return {
          return static_cast<Return>(
              (*static_cast<std::remove_reference_t<Callable>*>(of))(std::forward<Args>(args)...));
        }) {}

  Return operator()(Args... args) const { return call_(callable_, std::forward<Args>(args)...); }

 private:
  void* callable_;
  Return (*call_)(void*, Args...);
};

}  // namespace sayso
