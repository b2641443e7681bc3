import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";

export interface Column<T> {
  key: string;
  title: ReactNode;
  /// A CSS grid track: "120px", "minmax(160px, 1fr)".
  width: string;
  render: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  rowClass?: (row: T) => string;
  rowHeight?: number;
  activeKey?: string;
  onActive?: (row: T) => void;
  onOpen?: (row: T) => void;
  checked?: ReadonlySet<string>;
  onCheck?: (next: Set<string>) => void;
  checkLabel?: string;
  /// Called when the end comes into sight.
  onEnd?: () => void;
  footer?: ReactNode;
  empty?: ReactNode;
}

const kPageRows = 15;

/// A long list: only what is in sight is in the page, so 100,000 rows scroll as 100 do. Arrow keys move,
/// Enter opens, Space ticks.
export function DataList<T>(props: Props<T>) {
  const { rows, columns, rowKey, rowHeight = 40, activeKey, checked, onCheck } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { onEnd } = props;
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onEnd?.();
  }, [last, rows.length, onEnd]);

  const activeIndex = rows.findIndex((row) => rowKey(row) === activeKey);
  const tracks = `${onCheck ? "36px " : ""}${columns.map((column) => column.width).join(" ")}`;

  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[index];
    if (!row) return;
    virtual.scrollToIndex(index);
    props.onActive?.(row);
  };
  const toggle = (row: T) => {
    if (!onCheck || !checked) return;
    const next = new Set(checked);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onCheck(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const active = rows[activeIndex];
    const steps = new Map([
      ["ArrowDown", activeIndex + 1],
      ["ArrowUp", activeIndex - 1],
      ["PageDown", activeIndex + kPageRows],
      ["PageUp", activeIndex - kPageRows],
      ["Home", 0],
      ["End", rows.length - 1],
    ]);
    const to = steps.get(event.key);
    if (to !== undefined) move(to);
    else if (event.key === "Enter" && active) props.onOpen?.(active);
    else if (event.key === " " && active) toggle(active);
    else return;
    event.preventDefault();
  };

  const activeShown = shown.some((item) => item.index === activeIndex);
  const allChecked = !!checked && rows.length > 0 && rows.every((row) => checked.has(rowKey(row)));
  return (
    <div className="list">
      <div
        ref={scroller}
        className="list-scroll"
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={activeShown ? `${id}-${activeIndex}` : undefined}
        tabIndex={0}
        onKeyDown={press}
      >
        <div className="list-head" role="row" style={{ gridTemplateColumns: tracks }} tabIndex={-1}>
          {onCheck && (
            <div role="columnheader" tabIndex={-1}>
              <input
                type="checkbox"
                aria-label={props.checkLabel}
                checked={allChecked}
                onChange={() => onCheck(allChecked ? new Set() : new Set(rows.map(rowKey)))}
              />
            </div>
          )}
          {columns.map((column) => (
            <div role="columnheader" key={column.key} tabIndex={-1}>
              {column.title}
            </div>
          ))}
        </div>
        {rows.length === 0 && (
          <div role="row" tabIndex={-1}>
            <div role="gridcell" className="list-empty" tabIndex={-1}>
              {props.empty}
            </div>
          </div>
        )}
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself hears the keys
              <div
                key={key}
                id={`${id}-${item.index}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={key === activeKey}
                className={`list-row ${key === activeKey ? "is-active" : ""} ${props.rowClass?.(row) ?? ""}`}
                style={{
                  gridTemplateColumns: tracks,
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => props.onActive?.(row)}
                onDoubleClick={() => props.onOpen?.(row)}
              >
                {onCheck && (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps the click from the row
                  <div role="gridcell" tabIndex={-1} onClick={(event) => event.stopPropagation()}>
                    <input
                      type="checkbox"
                      aria-label={key}
                      checked={checked?.has(key) ?? false}
                      onChange={() => toggle(row)}
                    />
                  </div>
                )}
                {columns.map((column) => (
                  <div role="gridcell" key={column.key} className={`cell cell-${column.key}`} tabIndex={-1}>
                    {column.render(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {props.footer && <div className="list-foot">{props.footer}</div>}
    </div>
  );
}
