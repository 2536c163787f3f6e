/** How names are written on the canvas: with a halo, shortened, never one over another; the picked one on a small card. */
import type { EdgeLabelDrawingFunction, NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";
import { colour } from "../kinds";

type Box = readonly [left: number, top: number, right: number, bottom: number];
type Ink = { ink: string; soft: string; paper: string; ground: string; line: string; accent: string };
export const FONT = 'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const LONGEST = 16;

/** At most LONGEST Chinese characters wide; Latin letters count half. */
export function shortened(name: string, most = LONGEST): string {
  let width = 0, shown = "";
  for (const letter of name) {
    width += letter.charCodeAt(0) > 0x2e7f ? 1 : 0.55;
    if (width > most) return `${shown}…`;
    shown += letter;
  }
  return name;
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** One for each canvas: remembers what has been written in this frame, and the inks of the theme. */
export class Labels {
  private taken: Box[] = [];
  private ink: Ink = { ink: "", soft: "", paper: "", ground: "", line: "", accent: "" };

  repaint(): void { for (const name of Object.keys(this.ink) as (keyof Ink)[]) this.ink[name] = colour(name); }
  clear(): void { this.taken = []; }

  /** True, and noted, if the box is free. */
  private take(box: Box): boolean {
    if (this.taken.some((other) => overlap(box, other))) return false;
    this.taken.push(box);
    return true;
  }

  private write(context: CanvasRenderingContext2D, text: string, x: number, y: number, ink: string): void {
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = this.ink.ground;
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
  }

  node: NodeLabelDrawingFunction = (context, data, settings) => {
    if (!data.label || data["highlighted"]) return;
    const size = settings.labelSize, text = shortened(data.label);
    context.font = `${settings.labelWeight} ${size}px ${FONT}`;
    const wide = context.measureText(text).width, edge = context.canvas.clientWidth, up = data.y - size * 0.7, down = data.y + size * 0.7;
    const right = data.x + data.size + 4, other = data.x - data.size - 4 - wide;
    const left = right + wide < edge && this.take([right - 2, up, right + wide + 4, down]) ? right : other > 0 && this.take([other - 4, up, other + wide + 2, down]) ? other : 0;
    if (left) this.write(context, text, left, data.y + size / 3, this.ink.ink);
  };

  hover: NodeHoverDrawingFunction = (context, data, settings) => {
    const size = settings.labelSize, text = data.label ?? "";
    context.font = `600 ${size}px ${FONT}`;
    context.beginPath();
    context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
    context.fillStyle = this.ink.accent;
    context.fill();
    if (!text) return;
    const wide = context.measureText(text).width, left = data.x + data.size + 6, high = size + 10;
    context.beginPath();
    context.roundRect(left, data.y - high / 2, wide + 14, high, 6);
    context.fillStyle = this.ink.paper;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = this.ink.accent;
    context.stroke();
    context.fillStyle = this.ink.ink;
    context.fillText(text, left + 7, data.y + size / 3);
  };

  edge: EdgeLabelDrawingFunction = (context, data, source, target, settings) => {
    if (!data.label) return;
    const size = settings.edgeLabelSize;
    context.font = `${size}px ${FONT}`;
    const wide = context.measureText(data.label).width, dx = target.x - source.x, dy = target.y - source.y;
    if (Math.hypot(dx, dy) < wide + source.size + target.size + 12) return;
    const x = source.x + dx * 0.5, y = source.y + dy * 0.5, turn = Math.atan2(dy, dx);
    const across = Math.abs(Math.cos(turn)) * wide / 2 + size / 2, up = Math.abs(Math.sin(turn)) * wide / 2 + size / 2;
    if (!this.take([x - across, y - up, x + across, y + up])) return;
    context.save();
    context.translate(x, y);
    context.rotate(Math.abs(turn) > Math.PI / 2 ? turn + Math.PI : turn);
    this.write(context, data.label, -wide / 2, -3, this.ink.soft);
    context.restore();
  };
}
