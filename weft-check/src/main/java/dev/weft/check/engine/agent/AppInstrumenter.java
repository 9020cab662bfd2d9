package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Library;
import dev.weft.check.engine.runtime.Receivers;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Instruments one application class: schedule points and happens-before at every access, monitors replaced by the
/// checker's own, static state that can be set anew.
final class AppInstrumenter {
  private static final Set<String> PRINTING = Set.of("java/io/PrintStream", "java/io/PrintWriter", "java/io/BufferedWriter", "java/lang/IO");

  private final String name;
  private final ClassLoader loader;
  private boolean concurrent;
  private boolean prints;

  AppInstrumenter(String name, ClassLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  /// True if the class refers to java.util.concurrent, or to threads or timers whose code is there.
  boolean usesConcurrent() {
    return concurrent;
  }

  /// True if the class refers to what prints.
  boolean prints() {
    return prints;
  }

  byte[] instrument(byte[] bytes) {
    ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
        ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver()).cached()));
    ClassModel model = file.parse(bytes);
    Volatiles volatiles = WeftClasses.isLibrary(name) ? new Volatiles(loader) : null;
    if (volatiles == null) {
      refers(model);
      if (model.superclass().filter(above -> !above.name().equalsString("java/lang/Object")).isPresent()) {
        Receivers.declares(name.replace('/', '.'), model.methods().stream().map(method -> method.methodName().stringValue())
            .collect(Collectors.toSet()));
      }
    } else {
      Library.add(name.replace('/', '.'));
    }
    StaticState statics = StaticState.of(model, WeftClasses.isLibrary(name));
    String source = model.findAttribute(Attributes.sourceFile()).map(a -> a.sourceFile().stringValue())
        .orElse(name.substring(name.lastIndexOf('/') + 1));
    Set<String> used = new HashSet<>();
    Set<String> usedByInitialiser = new HashSet<>();
    boolean isInterface = (model.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    boolean[] hasInitialiser = new boolean[1];
    Inherited inherited = new Inherited(loader);
    References references = new References(model.thisClass().asSymbol(), isInterface, source, inherited);
    byte[] result = file.transformClass(model, new ClassTransform() {
      @Override
      public void accept(ClassBuilder builder, ClassElement element) {
        switch (element) {
          case FieldModel field when statics.loosens(field) -> loosen(builder, field);
          case MethodModel method when method.code().isPresent() -> {
            hasInitialiser[0] |= method.methodName().equalsString("<clinit>");
            method(builder, method,
                new Body(model, method, source, statics, references, inherited, used, usedByInitialiser, volatiles));
          }
          case ClassElement other -> builder.with(other);
        }
      }

      @Override
      public void atEnd(ClassBuilder builder) {
        references.finish(builder);
      }
    });
    Initialisers.uses(name, model.superclass().map(ClassEntry::asInternalName).orElse(""), used, usedByInitialiser);
    if (hasInitialiser[0]) {
      return result;
    }
    return statics.resettable() ? withInitialiser(file, result, statics)
        : Initialisers.areExplored() && !isInterface ? withEmptyInitialiser(file, result) : result;
  }

  private static void loosen(ClassBuilder builder, FieldModel field) {
    builder.withField(field.fieldName(), field.fieldType(), f -> field.forEach(part -> {
      if (part instanceof AccessFlags flags) {
        f.withFlags(flags.flagsMask() & ~ClassFile.ACC_FINAL);
      } else {
        f.with(part);
      }
    }));
  }

  private static void method(ClassBuilder builder, MethodModel method, Body body) {
    builder.transformMethod(method, (mb, part) -> {
      switch (part) {
        case AccessFlags flags when body.isSynchronized() ->
            mb.withFlags(flags.flagsMask() & ~ClassFile.ACC_SYNCHRONIZED);
        case CodeModel _ when body.isLeftOut() -> mb.withCode(CodeBuilder::return_);
        case CodeModel code -> mb.transformCode(code, body.transform());
        default -> mb.with(part);
      }
    });
    CodeModel code = method.code().orElseThrow();
    if (method.methodName().equalsString("<clinit>") && body.statics().resettable()) {
      builder.withMethod(StaticState.RESET, ConstantDescs.MTD_void, StaticState.RESET_FLAGS,
          mb -> mb.transformCode(code, body.resetTransform()));
    }
  }

  /// A class without an initialiser, but with static variables: they are cleared.
  private static byte[] withInitialiser(ClassFile file, byte[] bytes, StaticState statics) {
    ClassModel model = file.parse(bytes);
    return file.transformClass(model, new ClassTransform() {
      @Override
      public void accept(ClassBuilder builder, ClassElement element) {
        builder.with(element);
      }

      @Override
      public void atEnd(ClassBuilder builder) {
        builder.withMethodBody("<clinit>", ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
          Frame.initialised(code, model.thisClass().asSymbol());
          statics.register(code);
          code.return_();
        });
        builder.withMethodBody(StaticState.RESET, ConstantDescs.MTD_void, StaticState.RESET_FLAGS, code -> {
          statics.clear(code);
          code.return_();
        });
      }
    });
  }

  /// A class without an initialiser, whose initialisation still takes its lock and initialises its superclass.
  private static byte[] withEmptyInitialiser(ClassFile file, byte[] bytes) {
    ClassModel model = file.parse(bytes);
    return file.transformClass(model, ClassTransform.endHandler(builder -> builder.withMethodBody("<clinit>", ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC, code -> {
          Frame.initialised(code, model.thisClass().asSymbol());
          code.return_();
        })));
  }

  private void refers(ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry type) {
        String owner = type.asInternalName();
        concurrent |= needsConcurrent(owner);
        prints |= PRINTING.contains(owner);
      } else if (entry instanceof NameAndTypeEntry member) {
        prints |= member.name().equalsString("printStackTrace") || member.type().equalsString("Ljava/io/PrintStream;");
      }
    }
  }

  private static boolean needsConcurrent(String owner) {
    return Agent.isConcurrent(owner) && !owner.equals("java/util/concurrent/TimeUnit")
        || owner.startsWith("java/util/Timer") || owner.equals("java/util/Collections") || owner.equals("java/util/Vector")
        || owner.equals("java/util/Hashtable") || owner.equals("java/util/Stack") || owner.equals("java/lang/StringBuffer")
        || owner.startsWith("java/time/") || owner.startsWith("java/util/stream/");
  }
}
