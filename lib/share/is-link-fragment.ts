/** What the fragment of a link with everything in it begins with. */
export const linkFragmentName = "code=";

/** Whether a fragment, with or without `#`, wants to be a link of ours; other fragments are places on a page. */
export function isLinkFragment(fragment: string): boolean {
  return fragment.replace(/^#/, "").startsWith(linkFragmentName);
}
