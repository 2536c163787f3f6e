/** An SVG of the page as a file of its own: what the style sheet says is written into its elements; and its picture as PNG. */
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "opacity", "font-size", "font-family", "paint-order", "text-anchor"];

export function standalone(drawn: SVGSVGElement): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement, { width, height } = drawn.viewBox.baseVal;
  const from = [drawn, ...drawn.querySelectorAll("*")], to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of KEPT) to[i]!.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "data-testid", "role"]) to[i]!.removeAttribute(name);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

const SHARP = 2;
export function png(drawn: SVGSVGElement, done: (blob: Blob) => void): void {
  const { width, height } = drawn.viewBox.baseVal, picture = new Image(), sheet = document.createElement("canvas");
  const address = URL.createObjectURL(new Blob([standalone(drawn)], { type: "image/svg+xml" }));
  [sheet.width, sheet.height] = [width * SHARP, height * SHARP];
  picture.onload = () => {
    sheet.getContext("2d")!.drawImage(picture, 0, 0, sheet.width, sheet.height);
    URL.revokeObjectURL(address);
    sheet.toBlob((blob) => blob && done(blob));
  };
  picture.src = address;
}
