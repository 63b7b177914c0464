import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** A view with its title, which is also the document's. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} – Newsletters`;
  }, [title]);
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}
