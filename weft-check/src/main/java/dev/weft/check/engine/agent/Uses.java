package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Site;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/// Which classes a method uses: it tells which initialisers may wait for each other. Where initialisers are explored, a hook comes
/// before each instruction that may start one.
final class Uses {
  private static final MethodTypeDesc CLASS_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Class;I)V");

  private final String owner;
  private final boolean initialiser;
  private final SiteMaker sites;
  private final Set<String> used;
  private final Set<String> usedByInitialiser;

  /// @param owner       the class whose method it is, by its internal name
  /// @param initialiser the method is its initialiser
  /// @param used        gets the names of the classes that the code uses, and `usedByInitialiser` of those that the initialiser does
  Uses(String owner, boolean initialiser, SiteMaker sites, Set<String> used, Set<String> usedByInitialiser) {
    this.owner = owner;
    this.initialiser = initialiser;
    this.sites = sites;
    this.used = used;
    this.usedByInitialiser = usedByInitialiser;
  }

  /// The class is used, but not started by that.
  void mentions(String type) {
    used.add(type);
  }

  /// Before an instruction that initialises the class if that has not been done.
  ///
  /// @param again the code is the copy of an initialiser that sets the class anew
  void starts(CodeBuilder code, String type, boolean again) {
    if (type.startsWith("java/") || WeftClasses.isLibrary(type) || type.equals(owner)) {
      return;
    }
    used.add(type);
    if (initialiser) {
      usedByInitialiser.add(type);
    }
    if (Initialisers.areExplored() && !again) {
      code.loadConstant(ClassDesc.ofInternalName(owner));
      code.loadConstant(sites.make(Site.Kind.ENTER, type, "", "", false, ""));
      code.invokestatic(HookClasses.INITIALISER, "uses", CLASS_SITE);
    }
  }
}
