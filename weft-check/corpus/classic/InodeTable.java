// Wrong: there is one thread more than there are locks for inodes, and it reaches beyond the table.
// Idea: SCTBench fsbench_bad. Repaired twin: InodeTableFits.java.

import java.util.concurrent.locks.ReentrantLock;

final int blocks = 8;
final ReentrantLock[] inodeLocks = new ReentrantLock[blocks];
final ReentrantLock[] blockLocks = new ReentrantLock[blocks];
final boolean[] busy = new boolean[blocks];
final int[] inodes = new int[blocks + 1];

void allocate(int inode) {
  inodeLocks[inode].lock();
  try {
    if (inodes[inode] != 0) {
      return;
    }
    int block = inode * 2 % blocks;
    for (int i = 0; i < blocks / 2; i++) {
      blockLocks[block].lock();
      try {
        if (!busy[block]) {
          busy[block] = true;
          inodes[inode] = block + 1;
          return;
        }
      } finally {
        blockLocks[block].unlock();
      }
      block = (block + 1) % blocks;
    }
  } finally {
    inodeLocks[inode].unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Arrays.setAll(inodeLocks, _ -> new ReentrantLock());
  Arrays.setAll(blockLocks, _ -> new ReentrantLock());
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i <= blocks; i++) {
    int inode = i;
    all.add(threads.start(() -> allocate(inode)));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
