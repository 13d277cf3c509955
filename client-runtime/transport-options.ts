/** What client code may ask of a transport of its own, the same in browser and backend. */
export type TransportOptions = {
  /** How request messages of 1 KiB and more leave; null: as they are. */
  readonly sendCompression?: "gzip" | null;
  /** Given: the transport opens emulated connections of its own and uses them by the rules of this version of HTTP. */
  readonly httpVersion?: "1.1" | "2";
  /** With `httpVersion`: opening a connection takes the round trip of this handshake, too. Nothing is encrypted. */
  readonly tls?: "1.3";
};
