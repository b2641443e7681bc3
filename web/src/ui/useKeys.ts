import { useEffect, useRef } from "react";

type Handlers = Record<string, (event: KeyboardEvent) => void>;

/// "ctrl+enter", "alt+1", "j": what was pressed, Ctrl and Cmd alike.
export function keyNameOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.altKey) parts.push("alt");
  if (event.shiftKey && event.key.length > 1) parts.push("shift");
  // With Alt some keyboards give another letter, so the key's place counts.
  const plain =
    event.altKey && /^(Key|Digit)/.test(event.code) ? event.code.replace(/^(Key|Digit)/, "") : event.key;
  parts.push(plain.toLowerCase());
  return parts.join("+");
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/// Keys of a page. Those without Ctrl or Alt rest while somebody types. The frame hears `last`, so that a page's
/// own keys are its own, whichever of them was there first.
export function useKeys(handlers: Handlers, enabled = true, last = false) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const name = keyNameOf(event);
      const handler = latest.current[name];
      if (!handler) return;
      const isPlain = !/^(ctrl|alt)\+/.test(name) && !/^f\d+$/.test(name);
      if (
        isPlain &&
        (isTyping(event.target) || document.querySelector(".ant-modal-wrap:not([style*='none'])"))
      )
        return;
      event.preventDefault();
      handler(event);
    };
    const heard = last ? window : document;
    heard.addEventListener("keydown", press as EventListener);
    return () => heard.removeEventListener("keydown", press as EventListener);
  }, [enabled, last]);
}
