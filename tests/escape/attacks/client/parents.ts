/** Looks for somebody above. */
export async function attack() {
  const names = [
    "window",
    "document",
    "parent",
    "top",
    "opener",
    "frames",
    "frameElement",
    "open",
    "alert",
    "history",
    "RTCPeerConnection",
  ];
  console.log(`found: ${names.filter((name) => name in self).join()}`);
}
