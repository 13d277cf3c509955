import { createClient } from "@connectrpc/connect";
import { createTransport, sleep } from "playground";
import { getPhoto, getTitle, openPage } from "./calls";
import { Shop } from "./gen/shop_pb";
import { params } from "./params";

/**
 * en: Ten items, one after another
 * zh: 十个商品，一个接一个
 */
export async function row() {
  await openPage();
  const titles = [];
  for (const id of params.ids) titles.push(await getTitle(id));
  return titles;
}

/**
 * en: Open the page, look, then ask for all at once
 * zh: 打开页面，看一会儿，再同时要全部商品
 */
export async function burst() {
  await openPage();
  await sleep(params.lookMs);
  return await Promise.all(params.ids.map(getTitle));
}

/**
 * en: Small calls beside a photo
 * zh: 一边下载照片，一边调用
 */
export async function photo() {
  await openPage();
  await sleep(params.lookMs);
  const downloading = getPhoto();
  // en: The photo asks first.
  // zh: 让照片先开口。
  await sleep(20);
  const titles = [];
  for (const id of params.ids) titles.push(await getTitle(id));
  return { titles, photo: digest(await downloading) };
}

/**
 * en: Six calls at once, over HTTP/1.1 and over HTTP/2
 * zh: 六个调用同时发出：先用 HTTP/1.1，再用 HTTP/2
 */
export async function versions() {
  for (const httpVersion of ["1.1", "2"] as const) {
    const shop = createClient(Shop, createTransport({ httpVersion }));
    await Promise.all(params.ids.slice(0, 6).map((id) => shop.getItem({ id })));
  }
}

/**
 * en: Two calls in a row, and two more with TLS 1.3 (emulated)
 * zh: 连续调用两次，再用 TLS 1.3 调用两次（模拟）
 */
export async function encrypted() {
  for (const options of [{}, { tls: "1.3" }] as const) {
    const shop = createClient(Shop, createTransport({ httpVersion: "2", ...options }));
    for (const id of params.ids.slice(0, 2)) await shop.getItem({ id });
  }
}

function digest(data: Uint8Array) {
  let sum = 0;
  for (const byte of data) sum = (sum * 31 + byte) % 1_000_003;
  return `${data.length}:${sum}`;
}
