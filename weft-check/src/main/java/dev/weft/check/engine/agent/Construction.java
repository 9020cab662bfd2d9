package dev.weft.check.engine.agent;

import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeInstruction;

/// How far a constructor has come: before its call of another constructor nothing may be done to fields of `this`, because the verifier
/// does not let an uninitialised object be passed to a hook.
///
/// That call is found by counting: it is an `invokespecial <init>` of this class or its superclass that no `new` is waiting for.
final class Construction {
  private final ClassModel owner;
  private boolean thisIsReady;
  private int waitingNews;

  /// @param constructor the method is one; in any other `this` is ready from the beginning
  Construction(ClassModel owner, boolean constructor) {
    this.owner = owner;
    this.thisIsReady = !constructor;
  }

  boolean thisIsReady() {
    return thisIsReady;
  }

  /// A `new` of the type.
  void creates(String type) {
    if (!thisIsReady && mayConstructThis(type)) {
      waitingNews++;
    }
  }

  /// True if this call of a constructor is the one that makes `this` ready.
  boolean readies(InvokeInstruction call) {
    if (!thisIsReady && mayConstructThis(call.owner().asInternalName()) && waitingNews-- == 0) {
      thisIsReady = true;
      return true;
    }
    return false;
  }

  private boolean mayConstructThis(String type) {
    return type.equals(owner.thisClass().asInternalName())
        || owner.superclass().map(s -> s.asInternalName().equals(type)).orElse(false);
  }
}
