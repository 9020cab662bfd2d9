// Right: the increments by reflection are made under a lock.
// Idea: mappers and injectors that set fields of shared beans. Broken twin: ReflectedCounter.java.

import java.lang.reflect.Field;

static class Bean {
  int hits;
}

final Bean bean = new Bean();

synchronized void visit() {
  try {
    Field hits = Bean.class.getDeclaredField("hits");
    hits.setInt(bean, hits.getInt(bean) + 1);
  } catch (ReflectiveOperationException e) {
    throw new IllegalStateException(e);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::visit);
  Thread second = threads.start(this::visit);
  first.join();
  second.join();
  if (bean.hits != 2) {
    throw new AssertionError("hits = " + bean.hits);
  }
}
