package dev.weft.check.engine.race;

/// From variable (object and offset) to its shadow: open addressing by identity, emptied between schedules by moving to
/// the next generation, so that a schedule of a few microseconds does not pay for clearing it.
///
/// A slot of an older generation is free. Shadows stay in their slots and are used again.
public final class ShadowTable {
  private Shadow[] slots = new Shadow[1 << 10];
  private int generation = 1;
  private int used;

  public void clear() {
    generation++;
    used = 0;
  }

  /// Empties the table and lets go of all objects.
  public void forget() {
    for (Shadow shadow : slots) {
      if (shadow != null) {
        shadow.base = null;
      }
    }
    clear();
  }

  public Shadow of(Object base, long offset) {
    int mask = slots.length - 1;
    int h = System.identityHashCode(base) * 31 + (int) (offset ^ offset >>> 32) * 0x9E3779B1;
    int i = (h ^ h >>> 15) & mask;
    while (true) {
      Shadow shadow = slots[i];
      if (shadow == null || shadow.generation != generation) {
        return claim(i, base, offset);
      }
      if (shadow.base == base && shadow.offset == offset) {
        return shadow;
      }
      i = i + 1 & mask;
    }
  }

  private Shadow claim(int slot, Object base, long offset) {
    if (++used * 2 > slots.length) {
      grow();
      used++;
      return of(base, offset);
    }
    Shadow shadow = slots[slot];
    if (shadow == null) {
      shadow = new Shadow();
      slots[slot] = shadow;
    }
    shadow.reset(base, offset, generation);
    return shadow;
  }

  private void grow() {
    Shadow[] old = slots;
    slots = new Shadow[old.length * 2];
    int mask = slots.length - 1;
    used = 0;
    for (Shadow shadow : old) {
      Object base = shadow == null ? null : shadow.base;
      if (shadow != null && base != null && shadow.generation == generation) {
        int h = System.identityHashCode(base) * 31 + (int) (shadow.offset ^ shadow.offset >>> 32) * 0x9E3779B1;
        int i = (h ^ h >>> 15) & mask;
        while (slots[i] != null) {
          i = i + 1 & mask;
        }
        slots[i] = shadow;
        used++;
      }
    }
  }
}
