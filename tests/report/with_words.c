#include "report/with_words.h"

#include "config/with_files.h"

struct config with_words(void)
{
    struct config_files files;
    struct config config;
    config_files_make(&files);
    config_files_load_good(&files, &config);
    config_files_remove(&files);
    return config;
}
