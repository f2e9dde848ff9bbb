//! From a view, and the scene before it, to placed boxes, arrows and words; and an SVG of that.
//! It must not know the virtual machine or the DOM.
