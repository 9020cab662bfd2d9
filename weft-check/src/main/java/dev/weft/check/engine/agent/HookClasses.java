package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.AccessHooks;
import dev.weft.check.engine.runtime.BulkHooks;
import dev.weft.check.engine.runtime.CallHooks;
import dev.weft.check.engine.runtime.InitialiserHooks;
import dev.weft.check.engine.runtime.JdkHooks;
import dev.weft.check.engine.runtime.Kernel;
import dev.weft.check.engine.runtime.KernelHandovers;
import dev.weft.check.engine.runtime.KernelLocks;
import dev.weft.check.engine.runtime.KernelWaits;
import dev.weft.check.engine.runtime.MachineHooks;
import dev.weft.check.engine.runtime.MonitorHooks;
import dev.weft.check.engine.runtime.ParkHooks;
import dev.weft.check.engine.runtime.SetterHooks;
import dev.weft.check.engine.runtime.Takers;
import dev.weft.check.engine.runtime.ThreadHooks;
import dev.weft.check.engine.runtime.ValueHooks;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// The classes whose methods rewritten code calls, by name and descriptor: whoever moves or renames such a method must change the code
/// that names it too.
final class HookClasses {
  /// Of the program.
  static final ClassDesc ACCESS = of(AccessHooks.class);
  static final ClassDesc BULK = of(BulkHooks.class);
  static final ClassDesc SETTER = of(SetterHooks.class);
  static final ClassDesc VALUE = of(ValueHooks.class);
  static final ClassDesc MONITOR = of(MonitorHooks.class);
  static final ClassDesc CALL = of(CallHooks.class);
  static final ClassDesc INITIALISER = of(InitialiserHooks.class);
  static final ClassDesc TAKERS = of(Takers.class);
  static final ClassDesc MACHINE = of(MachineHooks.class);
  /// Of the JDK.
  static final ClassDesc THREAD = of(ThreadHooks.class);
  static final ClassDesc PARK = of(ParkHooks.class);
  static final ClassDesc JDK = of(JdkHooks.class);
  /// Of Weft's own library.
  static final ClassDesc KERNEL = of(Kernel.class);
  static final ClassDesc LOCKS = of(KernelLocks.class);
  static final ClassDesc HANDOVERS = of(KernelHandovers.class);
  static final ClassDesc WAITS = of(KernelWaits.class);

  private HookClasses() {}

  /// A hook as `class.method` and descriptor, by the class's internal name.
  static String named(ClassDesc type, String hook, MethodTypeDesc descriptor) {
    String name = type.descriptorString();
    return name.substring(1, name.length() - 1) + "." + hook + descriptor.descriptorString();
  }

  private static ClassDesc of(Class<?> type) {
    return ClassDesc.of(type.getName());
  }
}
