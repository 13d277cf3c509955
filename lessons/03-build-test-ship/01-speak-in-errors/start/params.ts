// en: Accounts and transfers. A check uses others.
// zh: 账户与转账。检查时会换成别的。
export const params = {
  secret: "hunter2",
  accounts: [
    { id: "ada", owner: "ada", balance: 100, version: 1, transfersLeft: 3, state: "open" },
    { id: "bo", owner: "bo", balance: 100, version: 1, transfersLeft: 3, state: "open" },
    { id: "busy", owner: "ada", balance: 100, version: 1, transfersLeft: 0, state: "open" },
    { id: "moving", owner: "ada", balance: 100, version: 1, transfersLeft: 3, state: "draining" },
    { id: "cursed", owner: "ada", balance: 100, version: 1, transfersLeft: 3, state: "broken" },
  ],
  transfers: [
    { token: "ada", from: "ada", to: "bo", amount: 30, currency: "EUR", version: 1 },
    { token: "ada", from: "ada", to: "bo", amount: -5, currency: "EUR", version: 1 },
    { token: "ada", from: "ada", to: "nobody", amount: 5, currency: "EUR", version: 1 },
    { token: "ada", from: "ada", to: "bo", amount: 500, currency: "EUR", version: 1 },
    { token: "ada", from: "ada", to: "bo", amount: 5, currency: "EUR", version: 7 },
    { token: "ada", from: "busy", to: "bo", amount: 5, currency: "EUR", version: 1 },
    { token: "ada", from: "moving", to: "bo", amount: 5, currency: "EUR", version: 1 },
    { token: "", from: "ada", to: "bo", amount: 5, currency: "EUR", version: 1 },
    { token: "ada", from: "bo", to: "ada", amount: 5, currency: "EUR", version: 1 },
    { token: "ada", from: "cursed", to: "bo", amount: 5, currency: "EUR", version: 1 },
  ],
  failures: [
    { code: 3, idempotent: false },
    { code: 14, idempotent: false },
    { code: 4, idempotent: false },
  ],
};
