import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

type Props = {
  title: string;
  /** An action is running, and must not be mistaken for canceled: the dialog cannot be closed. */
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
  // A page may refuse one Escape; the browser closes the dialog at the next.
  const close = () => (isBusy ? element.current?.showModal() : onClose());
  return (
    <dialog ref={element} aria-labelledby={id} aria-busy={isBusy} onCancel={refuse} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
