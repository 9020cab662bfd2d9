package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/// What a method does when it begins and when it ends, by a return or by an exception: a class initialiser says so, a synchronized
/// method enters and leaves its monitor, an operation of Weft's is a section. And its other monitors, which are the same.
final class Frame {
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final MethodTypeDesc CLASS = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;)V");
  private static final MethodTypeDesc CLASS_FLAG = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;Z)V");

  private final ClassDesc owner;
  private final boolean isStatic;
  private final boolean isSynchronized;
  private final boolean initialiser;
  private final boolean constructor;
  private final SiteMaker sites;
  private final StaticState statics;
  private final @Nullable KernelCode kernel;

  /// @param kernel what is done in Weft's own library instead; null for the program's classes
  Frame(ClassModel owner, MethodModel method, SiteMaker sites, StaticState statics, @Nullable KernelCode kernel) {
    int flags = method.flags().flagsMask();
    this.owner = owner.thisClass().asSymbol();
    this.isStatic = (flags & ClassFile.ACC_STATIC) != 0;
    this.isSynchronized = (flags & ClassFile.ACC_SYNCHRONIZED) != 0;
    this.initialiser = method.methodName().equalsString("<clinit>");
    this.constructor = method.methodName().equalsString("<init>");
    this.sites = sites;
    this.statics = statics;
    this.kernel = kernel;
  }

  /// All that an initialiser does of which there is none.
  static void initialised(CodeBuilder code, ClassDesc type) {
    code.loadConstant(type).invokestatic(HookClasses.INITIALISER, "initialiserBegins", CLASS);
    code.loadConstant(type).loadConstant(0).invokestatic(HookClasses.INITIALISER, "initialiserEnds", CLASS_FLAG);
  }

  boolean isSynchronized() {
    return isSynchronized;
  }

  /// True if its end matters too.
  boolean begins(CodeBuilder code) {
    if (initialiser) {
      if (kernel == null) {
        code.loadConstant(owner).invokestatic(HookClasses.INITIALISER, "initialiserBegins", CLASS);
      } else {
        code.invokestatic(HookClasses.KERNEL, "initialiserBegins", ConstantDescs.MTD_void);
      }
      return true;
    }
    if (isSynchronized) {
      pushLock(code);
      monitor(code, true, "");
      return true;
    }
    if (kernel != null && !constructor) {
      kernel.begin(code);
      return kernel.isSection();
    }
    return false;
  }

  void ends(CodeBuilder code, boolean failed) {
    if (initialiser) {
      if (statics.resettable() && !failed) {
        statics.register(code);
      }
      if (kernel == null) {
        code.loadConstant(owner).loadConstant(failed ? 1 : 0);
        code.invokestatic(HookClasses.INITIALISER, "initialiserEnds", CLASS_FLAG);
      } else {
        code.invokestatic(HookClasses.KERNEL, "initialiserEnds", ConstantDescs.MTD_void);
      }
    } else if (isSynchronized) {
      pushLock(code);
      monitor(code, false, "");
    } else if (kernel != null && kernel.isSection()) {
      kernel.end(code);
    }
  }

  private void pushLock(CodeBuilder code) {
    if (isStatic) {
      code.loadConstant(owner);
    } else {
      code.aload(0);
    }
  }

  /// Instead of an instruction that enters or leaves a monitor. Weft's own monitors are no points.
  ///
  /// @param hint the field that the object was loaded from
  void monitor(CodeBuilder code, boolean enter, String hint) {
    code.loadConstant(kernel == null ? sites.make(enter ? Site.Kind.ENTER : Site.Kind.EXIT, "", "", "", false, hint) : 0);
    code.invokestatic(HookClasses.MONITOR, enter ? "enter" : "exit", OBJECT_SITE);
  }
}
