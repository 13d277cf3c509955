/** English texts of calls that were made outside the page: by curl, grpcurl, or a program of the visitor's. */
export const outside = {
  title: "From outside · {time}",
  news: { one: "{count} call from outside", other: "{count} calls from outside" },
  newsOpen: "Show",
  total: "{calls} from outside this page: {fates}.",
  calls: { one: "{count} call", other: "{count} calls" },
  ok: "{count} answered",
  failed: "{count} failed",
  shed: "{count} refused because the queue was full",
  open: "{count} under way",
  separator: ", ",
  callers: "Callers: {names}.",
};
