"""The main job as one pure function. Written with the parts it calls."""
