// Where the site's files are: their hashed names are in the page's meta tags.

/** The absolute URL of one of the site's files, or null when this site has none. */
export function site(name) {
  const content = document.querySelector(`meta[name="sextant-${name}"]`)?.content;
  return content ? new URL(content, document.baseURI).href : null;
}
