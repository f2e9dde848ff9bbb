//! One run of one program: fuel, stops, timeline, seek, and what can be asked about any moment of it.
//! It must not know JavaScript or pixels.
