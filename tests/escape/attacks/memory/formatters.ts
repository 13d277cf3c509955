/** Formatters of dates, numbers and words: small objects here, large ones in the library behind them. */
export function attack() {
  const kept: unknown[] = [];
  for (;;)
    kept.push(
      new Intl.DateTimeFormat("ar", { dateStyle: "full", timeStyle: "full", timeZone: "Asia/Kolkata" }),
      new Intl.Segmenter("ja", { granularity: "word" }),
      new Intl.NumberFormat("th", { style: "currency", currency: "THB" }),
      new Intl.Collator("de"),
    );
}
