// en: Whom to greet. A check greets others.
// zh: 要问候谁。检查时会换成别人。
export const params = { names: ["World"] };
