//! Pictures of dots, painted onto a canvas.

use heaplens_scene::heap_map::Dots;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{ImageBitmap, ImageData, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

/// The picture as a bitmap that can be handed over to another thread without a copy.
pub fn bitmap(dots: &Dots) -> Result<ImageBitmap, JsValue> {
    let (width, height) = (dots.width.max(1), dots.height.max(1));
    let canvas = OffscreenCanvas::new(width, height)?;
    let context = canvas
        .get_context("2d")?
        .ok_or_else(|| JsValue::from_str("this browser draws on no canvas off the screen"))?
        .dyn_into::<OffscreenCanvasRenderingContext2d>()?;
    if !dots.rgba.is_empty() {
        let data = ImageData::new_with_u8_clamped_array_and_sh(
            Clamped(&dots.rgba),
            dots.width,
            dots.height,
        )?;
        context.put_image_data(&data, 0.0, 0.0)?;
    }
    canvas.transfer_to_image_bitmap()
}
