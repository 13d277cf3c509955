// en: The values this lesson runs with. A check brings its own, and only the server knows the fates.
// zh: 这一课用到的数值。检查时会换成另一组，其中的“遭遇”只有服务端知道。
export const params = {
  items: ["tea", "cup", "pot"],
  patienceMs: 400,
  orders: [
    { id: "order-1", item: "tea", behind: "" },
    { id: "order-2", item: "cup", behind: "" },
    { id: "order-3", item: "pot", behind: "" },
    { id: "order-4", item: "tea", behind: "" },
    { id: "order-5", item: "cup", behind: "" },
    { id: "order-6", item: "pot", behind: "Bo" },
  ],
  fates: {
    "order-1": "answered",
    "order-2": "unavailable-before",
    "order-3": "unavailable-after",
    "order-4": "reply-too-large",
    "order-5": "late",
    "order-6": "answered",
  },
  slow: ["Bo"],
};
