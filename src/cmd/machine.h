/*
 * On which computer a data directory was used last: a digest of its machine-id
 * (machine-id(5)), in the file `machine`. A copy of a whole disk has the same
 * id, and then nothing is noticed here; what both write is told by `verify`.
 */
#ifndef CMD_MACHINE_H
#define CMD_MACHINE_H

/* Says so, once, when it was another one, and keeps this one. Does nothing
   where the system tells no id. */
void machine_compare(const char *data_dir);

#endif
