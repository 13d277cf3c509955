// en: A check replaces these values with others.
// zh: 检查时会换成另一组值。
export const params = { words: ["one", "two", "three"] };
