/**
 * For glibc, which else gives memory of a capture's size back to the system as soon as it is free: kept, it is there for the next
 * capture, whose pages need not be made anew. A save takes two thirds of the time. Other systems know nothing of it.
 */
export const keptMemory = { MALLOC_MMAP_THRESHOLD_: String(64 * 1024 * 1024), MALLOC_TRIM_THRESHOLD_: String(512 * 1024 * 1024) };
