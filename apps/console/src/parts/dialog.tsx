import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

type Props = {
  title: string;
  /** Something is being done, which nobody may take for not done: it cannot be closed. */
  isBusy: boolean;
  onClose: () => void;
  children: ComponentChildren;
};

/** The browser's own modal dialog: it keeps the focus, and Escape closes it. */
export function Dialog({ title, isBusy, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    element.current?.showModal();
  }, []);
  const refuse = (event: Event) => {
    if (isBusy) event.preventDefault();
  };
  // A browser lets a page refuse one Escape, and closes it at the next.
  const close = () => (isBusy ? element.current?.showModal() : onClose());
  return (
    <dialog ref={element} aria-labelledby={id} aria-busy={isBusy} onCancel={refuse} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
