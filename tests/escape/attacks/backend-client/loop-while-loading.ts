/** Hostile before anybody asked for the experiment. */
for (;;);
export async function attack() {}
