#include "view/screens.h"
void screen_pin(struct layout *layout){(void)layout;}
void screen_panel(struct layout *layout){(void)layout;}
void screen_export(struct layout *layout){(void)layout;}
