export const params = {
  name: "Ada",
  legacyId: "fr-4711",
  locale: "zh-CN",
  words: { en: "Hello", fr: "Bonjour", zh: "你好" },
};
